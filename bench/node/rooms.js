'use strict';

/** Who is in which room. */
class Rooms {
  constructor(maximum) {
    this.maximum = maximum;
    this.people_of = new Map(); // room -> [{id, email}], in the order they came
    this.room_of = new Map(); // id -> room
  }

  /** Everyone who was there before, or nothing when the room is full. */
  join(id, room, email) {
    const others = this.people_of.get(room) ?? [];
    if (others.length >= this.maximum) return undefined;
    this.people_of.set(room, [...others, { id, email }]);
    this.room_of.set(id, room);
    return others;
  }

  /** The room that was left, if there was one. */
  leave(id) {
    const room = this.room_of.get(id);
    if (room === undefined) return undefined;
    this.room_of.delete(id);
    const others = this.people_of.get(room).filter((person) => person.id !== id);
    if (others.length > 0) this.people_of.set(room, others);
    else this.people_of.delete(room);
    return room;
  }
}

module.exports = { Rooms };

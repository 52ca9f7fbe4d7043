// Gives the shared precompiled header of the unit tests a library to belong to.

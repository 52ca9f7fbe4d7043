import { useEffect, useRef } from 'react';

interface VideoViewProps {
  readonly track: MediaStreamTrack;
  readonly label: string;
  /** One's own picture is shown as in a mirror; the others see it as it is. */
  readonly mirrored?: boolean;
  /** Shows all of the picture rather than filling the tile. */
  readonly whole?: boolean;
}

/** A picture without sound: sound is played apart, whoever is on screen. */
export function VideoView({ track, label, mirrored = false, whole = false }: VideoViewProps) {
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (!video) return undefined;
    video.srcObject = new MediaStream([track]);
    // Refused only where even silent pictures need a touch; the element then shows its first frame.
    video.play().catch(() => undefined);
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={ref}
      className="video"
      data-mirrored={mirrored}
      data-whole={whole}
      aria-label={label}
      muted
      autoPlay
      playsInline
    />
  );
}

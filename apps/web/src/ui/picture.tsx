import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { ownAddress } from '../api.js';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A picture of the app, with a frame around the element it is about; `box` is in the picture's own pixels. */
export function Picture({ url, alt, box }: { url: string; alt: string; box?: Box | null }) {
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const [lost, setLost] = useState(false);
  if (lost) return <NoPicture />;
  const share = (part: number, whole: number): string => `${(part / whole) * 100}%`;
  const fits = box && size && box.x < size.width && box.y < size.height;
  return (
    <a
      href={ownAddress(url)}
      target="_blank"
      rel="noreferrer"
      className="border-line relative block overflow-hidden rounded-md border"
    >
      <img
        src={ownAddress(url)}
        alt={alt}
        loading="lazy"
        className="block w-full"
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setSize({ width: naturalWidth, height: naturalHeight })
        }
        onError={() => setLost(true)}
      />
      {fits ? (
        <span
          aria-hidden
          className="absolute rounded-sm outline-3 outline-offset-3 outline-[#e0308c]"
          style={{
            left: share(box.x, size.width),
            top: share(box.y, size.height),
            width: share(box.width, size.width),
            height: share(box.height, size.height),
          }}
        />
      ) : null}
    </a>
  );
}

export const NoPicture = ({ children = 'No picture was kept' }: { children?: string }) => (
  <div className="border-line text-soft flex aspect-[16/10] flex-col items-center justify-center gap-2 rounded-md border border-dashed text-xs">
    <ImageOff className="size-5" aria-hidden />
    {children}
  </div>
);

import type { RunState } from '../api.js';
import { NoPicture, Picture } from '../ui/picture.js';
import { amount } from '../words.js';

/** What the exploration found, as pictures. */
export const StateGallery = ({ states }: { states: RunState[] }) => (
  <ul className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-4">
    {states.map((state) => (
      <li key={state.key}>
        <div className="[&_img]:aspect-[16/10] [&_img]:object-cover [&_img]:object-top">
          {state.picture ? (
            <Picture url={state.picture} alt={`The page “${state.title || state.path}”`} />
          ) : (
            <NoPicture />
          )}
        </div>
        <p className="mt-1.5 truncate font-medium" title={state.title}>
          {state.title || state.path}
        </p>
        <p className="text-soft truncate text-xs" title={state.path}>
          {state.path}
          {state.elements ? ` · ${amount(state.elements, 'element')}` : ''}
          {state.forms ? `, ${amount(state.forms, 'form')}` : ''}
        </p>
      </li>
    ))}
  </ul>
);

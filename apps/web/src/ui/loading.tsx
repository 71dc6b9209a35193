/** Grey shapes where content will be, so that nothing jumps. */
export const Loading = ({ lines = 4 }: { lines?: number }) => (
  <div role="status" aria-label="Loading" className="animate-pulse space-y-3">
    {Array.from({ length: lines }, (_, index) => (
      <div key={index} className="bg-quiet-tint h-12 rounded-lg" />
    ))}
  </div>
);

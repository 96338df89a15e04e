/** Every block with sample data; only in development builds. */
export function Gallery() {
  return null
}

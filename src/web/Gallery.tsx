import { useUrlQuery } from '#src/ui/url-query.ts'
import { BlocksSample } from './gallery/BlocksSample.tsx'
import { ListSample } from './gallery/ListSample.tsx'

/** Every block with sample data; only in development builds. `?part=list` shows a list page in full. */
export function Gallery() {
  const { query } = useUrlQuery()
  return query.get('part') === 'list' ? <ListSample /> : <BlocksSample />
}

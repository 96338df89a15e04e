-- The patrol schedule is a kept ledger (catalog/ledgers/patrol_points.yml): typed or imported, and read by checks. The key is the hash of
-- community, point and first day, as for every kept row.
insert into kept_row (kept_row_id, ledger, row_key, division, name, period, cells, created_at, updated_at)
select
  patrol_point_id, 'patrol_points',
  encode(sha256(convert_to('[' || to_json(division)::text || ',' || to_json(name)::text || ',' || to_json(from_on::text)::text || ']', 'UTF8')), 'hex'),
  division, null, to_char(from_on, 'YYYY-MM'),
  jsonb_strip_nulls(jsonb_build_object('point', name, 'every_days', every_days, 'from_on', from_on, 'ends_on', ends_on, 'source', source)),
  created_at, created_at
from patrol_point;

drop table patrol_point;

-- Real estate that stands in a person's name, by what it is: a dwelling, a shop, something beside a dwelling.
-- A share among several heirs or owners (按份共有) and resettlement flats are told apart.
select
  person_key, name, coalesce(place, batch || '/' || cast(source_row as string)) as place, from_month, registered_on,
  case
    when coalesce(use, '') like '%商%服%' or coalesce(use, '') like '%商业%' or coalesce(use, '') like '%店%' or coalesce(use, '') like '%门面%' or coalesce(use, '') like '%商铺%' or coalesce(use, '') like '%办公%' then 'shop'
    when coalesce(use, '') like '%车%' or coalesce(use, '') like '%储藏%' or coalesce(use, '') like '%附属%' or coalesce(use, '') like '%杂%' then 'beside'
    when use is null or use like '%住%' or use like '%房%' or use like '%宅%' then 'dwelling'
    else 'other' end as kind,
  coalesce(shared, '') like '%按份%' as is_share,
  coalesce(use, '') || coalesce(place, '') like '%安置%' or coalesce(use, '') || coalesce(place, '') like '%回迁%' or coalesce(use, '') || coalesce(place, '') like '%还建%'
    or coalesce(use, '') || coalesce(place, '') like '%小产权%' as is_resettlement,
  status, ledger, batch, source_row
from property
where coalesce(status, '') not like '%注销%' and coalesce(status, '') not like '%历史%' and coalesce(status, '') not like '%转移%' and coalesce(status, '') not like '%预告%'

-- Owner: checks. The calendar that a run was made with names each day off once by its holiday; runs of before listed bare days. So they can still be replayed.
update run set inputs = jsonb_set(inputs, '{calendar}', (
  select jsonb_object_agg(year, jsonb_build_object(
    'holidays', (select coalesce(jsonb_agg(jsonb_build_object('name', '节假日', 'from', day, 'to', day) order by day), '[]') from jsonb_array_elements_text(arranged -> 'holidays') as day),
    'makeup', arranged -> 'makeup'))
  from jsonb_each(inputs -> 'calendar') as each_year(year, arranged)))
where jsonb_path_exists(inputs, '$.calendar.*.holidays[*] ? (@.type() == "string")');

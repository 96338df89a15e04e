/**
 * The words that checks and facts may use beyond common SQL; each engine defines them in its own way.
 * Months are text YYYY-MM. Here for DuckDB; the Spark engine has the same list.
 */
export const duckdbPrelude: readonly string[] = [
  `create macro idiv(a, b) as (a // b)`,
  // The lesser of two known values; null when one is unknown.
  `create macro lesser(a, b) as case when a is null or b is null then null when a < b then a else b end`,
  // Where a row stands, as text: an order of rows without a tie.
  `create macro row_place(batch, source_row) as batch || lpad(cast(source_row as varchar), 9, '0')`,
  // Batch and row out of a place: one least place costs less than a least batch and its least row.
  `create macro place_batch(place) as substr(place, 1, length(place) - 9)`,
  `create macro place_row(place) as cast(substr(place, length(place) - 8) as bigint)`,
  `create macro month_of(d) as strftime(d, '%Y-%m')`,
  `create macro month_no(m) as cast(substr(m, 1, 4) as integer) * 12 + cast(substr(m, 6, 2) as integer) - 1`,
  `create macro month_text(n) as lpad(cast(n // 12 as varchar), 4, '0') || '-' || lpad(cast(n % 12 + 1 as varchar), 2, '0')`,
  // The month n months after m.
  `create macro month_add(m, n) as month_text(month_no(m) + cast(n as integer))`,
  // Months from a to b: 2024-01, 2024-03 → 2.
  `create macro months_between(a, b) as month_no(b) - month_no(a)`,
  `create macro first_day(m) as cast(m || '-01' as date)`,
  `create macro month_end(m) as last_day(cast(m || '-01' as date))`,
  `create macro add_months(d, n) as cast(d + to_months(cast(n as integer)) as date)`,
  `create macro day_add(d, n) as cast(d + cast(n as integer) as date)`,
  // Days from a to b; the first day does not count (民法典 第二百零一条).
  `create macro days_between(a, b) as cast(b - a as bigint)`,
  // Completed years on day d. Born on 29 February: a year older on 1 March of a common year.
  `create macro age_on(born, d) as cast(year(d) - year(born) - case when strftime(d, '%m-%d') < strftime(born, '%m-%d') then 1 else 0 end as integer)`,
  // Birth date and sex stand in the 17 digits of a person key.
  `create macro birth_of(k) as try_cast(substr(lpad(cast(k as varchar), 17, '0'), 7, 4) || '-' || substr(lpad(cast(k as varchar), 17, '0'), 11, 2) || '-' || substr(lpad(cast(k as varchar), 17, '0'), 13, 2) as date)`,
  `create macro sex_of(k) as case when k is null then null when k % 2 = 1 then 'male' else 'female' end`,
  // A name without blanks and the dots between parts of a name.
  `create macro plain_name(n) as regexp_replace(n, '[\\s·•・．.‧　]', '', 'g')`,
  // Does a text hold one of the words? Words with | between them: has_any(t, '本科|大专').
  `create macro has_any(t, words) as regexp_matches(t, words)`,
  // A payment of care money of 特困 apart from the living money, as its item says.
  `create macro is_care_money(program, item) as (program = 'tekun' and has_any(coalesce(item, ''), '护理|照料') and not has_any(coalesce(item, ''), '基本生活|含'))`,
  // Words without blanks and punctuation, to compare what people typed.
  `create macro plain_words(t) as regexp_replace(t, '[\\s　,，.。;；、:：()（）-]', '', 'g')`,
  // A text without every place that matches a pattern.
  `create macro text_without(t, pattern) as regexp_replace(t, pattern, '', 'g')`,
  // Do two texts of one length differ in nothing but the character at i?
  `create macro differ_at(a, b, i) as (length(a) >= i and substr(a, 1, i - 1) = substr(b, 1, i - 1) and substr(a, i + 1) = substr(b, i + 1))`,
  // Could two spellings be one person's name? A missing name speaks neither for nor against; one different character
  // after the surname of three or more is a variant (生僻字, typing); a masked or unreadable character is no difference.
  `create macro same_plain_name(a, b) as (
    a is null or b is null or a = '' or b = '' or a = b
    or (length(a) = length(b) and (length(a) >= 3 or regexp_matches(a || b, '[*＊?？□]'))
      and (differ_at(a, b, 2) or differ_at(a, b, 3) or differ_at(a, b, 4) or differ_at(a, b, 5)
        or (differ_at(a, b, 1) and regexp_matches(a || b, '[*＊?？□]')))))`,
  // Most names that are compared are equal as written: that is asked first.
  `create macro same_name(a, b) as case when a is null or b is null or a = b then true else same_plain_name(plain_name(a), plain_name(b)) end`,
  // What is wrong with an id text that gave no key; length, date, sex digit and check digit are judged, the region never.
  `create macro id_fault(t) as case
    when t is null then null
    when not regexp_full_match(t, '[0-9]{17}[0-9X]') then case when regexp_matches(t, '[eE][+]') then 'id_precision_lost' else 'id_length' end
    -- A spreadsheet number keeps 15 digits: the rest is zeros, or what the nearest binary number makes of them.
    when t not like '%X' and cast(t as bigint) % 16 = 0 and (cast(t as bigint) % 1000 <= 64 or cast(t as bigint) % 1000 >= 936) then 'id_precision_lost'
    when t like '%000' then 'id_precision_lost'
    else 'id_check_digit' end`,
]

/** The same words for Spark, whose SQL functions cannot stand in every place: the engine writes them out. */
export const sparkPrelude: readonly string[] = [
  `create macro idiv(a, b) as (a div b)`,
  `create macro lesser(a, b) as case when a is null or b is null then null when a < b then a else b end`,
  `create macro row_place(batch, source_row) as batch || lpad(cast(source_row as string), 9, '0')`,
  `create macro place_batch(place) as substr(place, 1, length(place) - 9)`,
  `create macro place_row(place) as cast(substr(place, length(place) - 8) as bigint)`,
  `create macro month_of(d) as date_format(d, 'yyyy-MM')`,
  `create macro month_no(m) as cast(substr(m, 1, 4) as int) * 12 + cast(substr(m, 6, 2) as int) - 1`,
  `create macro month_text(n) as lpad(cast(n div 12 as string), 4, '0') || '-' || lpad(cast(n % 12 + 1 as string), 2, '0')`,
  `create macro month_add(m, n) as month_text(month_no(m) + cast(n as int))`,
  `create macro months_between(a, b) as month_no(b) - month_no(a)`,
  `create macro first_day(m) as cast(m || '-01' as date)`,
  `create macro month_end(m) as last_day(cast(m || '-01' as date))`,
  `create macro add_months(d, n) as add_months(d, cast(n as int))`,
  `create macro day_add(d, n) as date_add(d, cast(n as int))`,
  `create macro days_between(a, b) as cast(datediff(b, a) as bigint)`,
  `create macro age_on(born, d) as cast(year(d) - year(born) - case when date_format(d, 'MM-dd') < date_format(born, 'MM-dd') then 1 else 0 end as int)`,
  `create macro birth_of(k) as try_cast(substr(lpad(cast(k as string), 17, '0'), 7, 4) || '-' || substr(lpad(cast(k as string), 17, '0'), 11, 2) || '-' || substr(lpad(cast(k as string), 17, '0'), 13, 2) as date)`,
  `create macro sex_of(k) as case when k is null then null when k % 2 = 1 then 'male' else 'female' end`,
  `create macro plain_name(n) as regexp_replace(n, '[\\s·•・．.‧　]', '')`,
  `create macro has_any(t, words) as (t rlike words)`,
  `create macro is_care_money(program, item) as (program = 'tekun' and has_any(coalesce(item, ''), '护理|照料') and not has_any(coalesce(item, ''), '基本生活|含'))`,
  `create macro plain_words(t) as regexp_replace(t, '[\\s　,，.。;；、:：()（）-]', '')`,
  // As for DuckDB, said shorter: one different character of two texts of one length, among the first five.
  `create macro same_plain_name(a, b) as (
    a is null or b is null or a = '' or b = '' or a = b
    or (length(a) = length(b) and (length(a) >= 3 or (a || b) rlike '[*＊?？□]') and levenshtein(a, b) = 1 and substr(a, 6) = substr(b, 6)
      and (substr(a, 1, 1) = substr(b, 1, 1) or (a || b) rlike '[*＊?？□]')))`,
  `create macro text_without(t, pattern) as regexp_replace(t, pattern, '')`,
  // A function of DuckDB itself.
  `create macro regexp_matches(t, pattern) as (t rlike pattern)`,
  `create macro same_name(a, b) as case when a is null or b is null or a = b then true else same_plain_name(plain_name(a), plain_name(b)) end`,
  `create macro id_fault(t) as case
    when t is null then null
    when not t rlike '^[0-9]{17}[0-9X]\\z' then case when t rlike '[eE][+]' then 'id_precision_lost' else 'id_length' end
    when t not like '%X' and try_cast(t as bigint) % 16 = 0 and (try_cast(t as bigint) % 1000 <= 64 or try_cast(t as bigint) % 1000 >= 936) then 'id_precision_lost'
    when t like '%000' then 'id_precision_lost'
    else 'id_check_digit' end`,
]

-- Which subsidies a person had in which month, by roster or payment, whatever was paid.
select distinct program, person_key, month from entitlement where program in ('disability_living', 'disability_care') and person_key is not null

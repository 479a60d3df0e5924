-- The metrics of the records in `raw` (record, labels) and of the deployments in `deployed` (id, sha, live), reckoned by SQL alone: each row is (metric, name, n, part, median, p90).
-- $1 is by when what is due has passed. The numbers of the runbook (a P0 is told every 15 minutes, its ladder, three days for a postmortem) stand here as the runbook has them.
with
every as (
  select
    (record #>> '{issue,number}')::int as number, record, labels,
    record ->> 'level' as level, record ->> 'status' as status,
    (record #>> '{milestones,started}')::timestamptz as started, (record #>> '{milestones,reported}')::timestamptz as reported,
    (record #>> '{milestones,declared}')::timestamptz as declared, (record #>> '{milestones,acknowledged}')::timestamptz as acknowledged,
    coalesce(record #>> '{milestones,detected}', record #>> '{milestones,alerted}')::timestamptz as detected,
    (record #>> '{milestones,alerted}')::timestamptz as alerted, (record #>> '{milestones,complaint}')::timestamptz as complaint,
    (record #>> '{milestones,mitigated}')::timestamptz as mitigated, (record #>> '{milestones,resolved}')::timestamptz as resolved,
    (record #>> '{duplicateOf,number}')::int as duplicate_of
  from raw
),
starts as (
  select target.number, least(target.started, min(other.started)) as started
  from every target left join every other on other.duplicate_of = target.number and other.status = 'duplicate'
  group by target.number, target.started
),
inc as (
  select every.*, case when starts.started = reported then null else starts.started end as began
  from every join starts using (number)
  where record ->> 'drill' is distinct from 'true' and status not in ('duplicate', 'declined') and declared is not null
),
line as (
  select number, ordinality as place, entry ->> 'kind' as kind, entry ->> 'text' as text, (entry ->> 'at')::timestamptz as at,
    case
      when entry ->> 'kind' = 'monitoring' and entry ->> 'text' like 'Monitoring window started%' then 'restored'
      when entry ->> 'kind' = 'status' and entry ->> 'text' ~ '→ (investigating|identified|mitigating)' then 'responding'
      when entry ->> 'kind' in ('resolved', 'closed') then 'over'
      when entry ->> 'kind' = 'reopened' then 'back'
      when entry ->> 'kind' in ('declared', 'update', 'severity') then entry ->> 'kind'
    end as turn
  from inc, jsonb_array_elements(record -> 'timeline') with ordinality as entries (entry, ordinality)
),
away as (
  select back.number, (select min(o.at) from line o where o.number = back.number and o.turn = 'over' and o.place < back.place
    and o.place > coalesce((select max(b.place) from line b where b.number = back.number and b.turn = 'back' and b.place < back.place), 0)) as since, back.at as until
  from line back where back.turn = 'back'
),
phase as (
  select number, 0 as place, began as since from inc where began is not null
  union all select number, place, at from line where turn = 'back'
),
phases as (select *, lead(place) over (partition by number order by place) as next from phase),
impact as (
  select p.number, p.since, case when p.next is null then inc.mitigated else (
    select min(e.at) from line e where e.number = p.number and e.turn in ('restored', 'over') and e.place < p.next
      and e.place > greatest(p.place, coalesce((select max(r.place) from line r where r.number = p.number and r.turn = 'responding' and r.place < p.next), 0))
  ) end as until
  from phases p join inc using (number)
  where inc.began is not null and inc.mitigated is not null and (inc.record ->> 'customerFacing') is distinct from 'false'
),
change as (
  select number, place, at, (regexp_match(text, '^Severity (\S+) → (\S+?)(:|$)'))[1] as from_level, (regexp_match(text, '^Severity (\S+) → (\S+?)(:|$)'))[2] as to_level
  from line where turn = 'severity'
),
levels as (
  select number, declared as at, coalesce((select from_level from change where change.number = inc.number order by place limit 1), level) as level from inc
  union all select number, at, to_level from change
),
level_spans as (
  select levels.number, levels.level, levels.at as since, coalesce(lead(levels.at) over (partition by levels.number order by levels.at), inc.resolved) as until, inc.resolved
  from levels join inc using (number)
),
at_level as (
  select number, level, sum(extract(epoch from until - since) - coalesce((
      select sum(greatest(0, extract(epoch from least(a.until, l.until) - greatest(a.since, l.since)))) from away a where a.number = l.number), 0)) as seconds
  from level_spans l where resolved is not null group by number, level
),
relevant as (
  select *, case when turn in ('restored', 'over') then false when turn in ('declared', 'back', 'responding') then true end as asks from line where turn is not null
),
asking as (
  select r.*, (select x.asks from relevant x where x.number = r.number and x.place <= r.place and x.asks is not null order by x.place desc limit 1) as asking,
    (select x.asks from relevant x where x.number = r.number and x.place < r.place and x.asks is not null order by x.place desc limit 1) as asked_before,
    (select l.level from levels l where l.number = r.number and l.at <= r.at order by l.at desc limit 1) as level
  from relevant r
),
promise as (
  select number, level, asking, at, turn, lead(at) over w as until, lead(turn) over w as ended_by
  from asking where not (turn = 'responding' and asked_before) window w as (partition by number order by place)
),
update_due as (
  select number, ceil(extract(epoch from until - at) / 900)::int - 1 as missed, ended_by
  from promise join inc using (number)
  where asking and promise.level = 'P0' and until > at and inc.resolved is not null
),
ladder (level, step, after) as (values ('P0', 0, interval '0'), ('P0', 1, interval '0'), ('P1', 0, interval '0'), ('P1', 1, interval '15 minutes'), ('P2', 0, interval '0'), ('P2', 1, interval '1 hour')),
escalation as (
  select (inc.record #>> '{ladder,since}')::timestamptz + after as due, (inc.record -> 'ladder' -> 'at' ->> (ladder.level || '/' || step))::timestamptz as told
  from inc join ladder using (level)
  where resolved is not null and (inc.record #>> '{ladder,since}')::timestamptz + after < resolved
),
source as (
  select number, case record ->> 'detection'
      when 'Alert fired (monitoring system)' then 'monitoring' when 'Automated check failure' then 'monitoring'
      when 'User report (support ticket)' then 'customers' when 'Internal discovery (team member)' then 'colleagues'
      else coalesce(record ->> 'detection', case when alerted is null and complaint is null then null when alerted is null or complaint < alerted then 'customers' else 'monitoring' end)
    end as words
  from inc
),
owed as (
  select (item ->> 'due')::timestamptz as due, (item ->> 'done')::timestamptz as done from inc, jsonb_array_elements(record -> 'followUps') as items (item)
),
lives as (select *, row_number() over (order by live, id) as place from deployed where live is not null),
intervention as (
  select inc.mitigated, 'rollback' as kind, op ->> 'at' as at, op #>> '{to,sha}' as sha, op #>> '{from,id}' as was_live
  from inc, jsonb_array_elements(record -> 'operations') as ops (op)
  union all
  select inc.mitigated, 'hotfix', fix #>> '{merged,at}', fix #>> '{merged,sha}', record #>> '{changes,live,id}'
  from inc, jsonb_array_elements(record -> 'hotfixes') as fixes (fix)
),
caused as (
  select i.*, case when kind = 'hotfix' then (select place from lives where id = was_live)
    else (select max(place) from lives where sha = i.sha and live < i.at::timestamptz) + 1 end as cause,
    (select min(place) from lives where sha = i.sha and live >= i.at::timestamptz) as mend
  from intervention i
),
failed as (select lives.place, lives.live, max(mitigated) as mitigated from caused join lives on lives.place = cause group by lives.place, lives.live),
seconds (metric, name, value) as (
  select 'time-to-detect', null, greatest(0, extract(epoch from detected - began)) from inc where began is not null and detected is not null
  union all select 'time-to-acknowledge', null, extract(epoch from acknowledged - declared) from inc where acknowledged is not null
  union all select 'time-to-mobilise', null, extract(epoch from acknowledged - declared) from inc where acknowledged is not null
  union all select 'time-to-first-update', null, extract(epoch from (select min(at) from line where line.number = inc.number and turn = 'update') - declared) from inc
  union all select 'time-to-mitigate', null, extract(epoch from mitigated - coalesce(began, declared)) from inc
  union all select 'time-to-resolve', null, extract(epoch from resolved - coalesce(began, declared)) from inc
  union all select 'active-time', null, extract(epoch from resolved - coalesce(began, declared))
    - coalesce((select sum(extract(epoch from until - since)) from away where away.number = inc.number), 0) from inc
  union all select 'impact-duration', null, sum(extract(epoch from until - since)) from impact group by number
  union all select 'time-in-severity', level, seconds from at_level
  union all select 'failed-deployment-recovery-time', null, extract(epoch from mitigated - live) from failed
)
select metric, name, count(value)::int as n, null::int as part,
  percentile_cont(0.5) within group (order by value) as median, percentile_cont(0.9) within group (order by value) as p90
from seconds where value is not null group by metric, name
union all select 'update-adherence', null, sum(missed + case when missed = 0 and ended_by = 'update' then 1 else 0 end)::int, sum(case when missed = 0 and ended_by = 'update' then 1 else 0 end)::int, null, null from update_due
union all select 'escalation-adherence', null, count(*)::int, count(*) filter (where told <= due + interval '1 minute')::int, null, null from escalation
union all select 'incidents-by-peak', peak, count(*)::int, null, null, null from (select number, min(level) as peak from level_spans group by number) as peaks group by peak
union all select 'incidents-by-close', level, count(*)::int, null, null, null from inc where resolved is not null group by level
union all select 'incidents-by-service', answer ->> 'value', count(*)::int, null, null, null from inc, jsonb_array_elements(record -> 'answers') as answers (answer) group by answer ->> 'value'
union all select 'incidents-by-source', words, count(*)::int, null, null, null from source where words is not null group by words
union all select 'self-detected', null, count(*)::int, count(*) filter (where words = 'monitoring')::int, null, null from source where words in ('monitoring', 'customers', 'colleagues')
union all select 'returns', null, count(*)::int, count(*) filter (where exists (select from line where line.number = inc.number and turn = 'back'))::int, null, null from inc
union all select 'action-items', null, count(*)::int, count(*) filter (where done <= due)::int, null, null from owed where due <= $1
union all select 'postmortem-timeliness', null, count(*)::int, 0, null, null from inc where level in ('P0', 'P1', 'P2') and resolved + interval '72 hours' <= $1
union all select 'change-fail-rate', null, (select count(*) from lives)::int, (select count(*) from failed)::int, null, null
union all select 'deployment-rework-rate', null, (select count(*) from lives)::int, count(distinct mend)::int, null, null from caused

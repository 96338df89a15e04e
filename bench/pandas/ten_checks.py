"""Ten of our checks as a competent analyst writes them in pandas: vectorised, only the columns that are needed, each list read once.

Usage: ten_checks.py FILES.json, where FILES.json is [{"ledger": …, "path": …}, …]. Prints one JSON object: whom each found, seconds, memory.
"""

import json
import resource
import sys
import time

import pandas as pd

start = time.perf_counter()
cpu_start = time.process_time()
paths = {}
for file in json.load(open(sys.argv[1])):
    paths.setdefault(file["ledger"], []).append(file["path"])


def read(ledger, columns, **how):
    return pd.concat([pd.read_parquet(path, columns=columns, **how) for path in paths.get(ledger, [])], ignore_index=True)


def months_of(column):
    """YYYY-MM as a running number."""
    return column.str[:4].astype("int64") * 12 + column.str[5:7].astype("int64")


def month_no(column):
    dates = pd.to_datetime(column)
    return dates.dt.year * 12 + dates.dt.month


payments = read("payments", ["person_key", "name", "program", "kind", "status", "for_month", "amount", "account"])
payments = payments[(payments["status"] == "paid") & payments["person_key"].notna()]
payments["month"] = months_of(payments["for_month"])
regular = payments[payments["kind"] == "regular"]
dibao = regular[regular["program"] == "dibao"]
tekun = regular[regular["program"] == "tekun"]
subjects = pd.Index(payments["person_key"].unique())


def of_subjects(table):
    return table[table["person_key"].isin(subjects)]


found = {}


def tell(check, keys):
    """Whom a check finds: keys as text, or names where a row has no valid number."""
    found[check] = sorted({str(key) for key in keys})


# 1 paid after death: the register's day before the cremation's.
deaths = pd.concat(
    [
        of_subjects(read("cancellations", ["person_key", "name", "died_on"])).assign(rank=1),
        of_subjects(read("cremations", ["person_key", "name", "died_on"])).assign(rank=2),
    ]
).dropna(subset=["died_on"])
deaths = deaths.sort_values(["person_key", "rank", "died_on"], ascending=[True, True, False]).drop_duplicates("person_key")
deaths["died"] = month_no(deaths["died_on"])
after = payments[payments["kind"] != "one_off"].merge(deaths[["person_key", "name", "died"]], on=["person_key", "name"])
tell("paid-after-death", after[after["month"] > after["died"]]["person_key"].unique())

# 2 on a public payroll.
payroll = of_subjects(read("payroll", ["person_key", "name", "identity", "post", "status", "from_month", "to_month"]))
words = payroll[["identity", "post", "status"]].fillna("").agg("".join, axis=1) if len(payroll) else pd.Series(dtype=str)
payroll = payroll[~words.str.contains("公益|临|劳务|村|社区|遗属|退休")] if len(payroll) else payroll
both = dibao.merge(payroll[["person_key", "name", "from_month", "to_month"]], on=["person_key", "name"])
both = both[(both["for_month"] >= both["from_month"].fillna("2026-09")) & (both["for_month"] <= both["to_month"].fillna("9999-12"))]
tell("payroll-on-dibao", both["person_key"].unique())

# 3 a motor vehicle.
vehicles = of_subjects(read("vehicles", ["person_key", "name", "registered_on", "status", "plate_kind"]))
both = dibao.merge(vehicles.dropna(subset=["registered_on"]), on=["person_key", "name"], suffixes=("", "_list"))
tell("vehicle-on-dibao", both[both["month"] >= month_no(both["registered_on"])]["person_key"].unique() if len(both) else [])

# 4 低保 and 特困 together for two months in a row.
both = dibao[["person_key", "month"]].merge(tekun[["person_key", "month"]], on=["person_key", "month"]).drop_duplicates().sort_values(["person_key", "month"])
both["run"] = both["month"] - both.groupby("person_key").cumcount()
both = both[both.groupby(["person_key", "run"])["month"].transform("size") >= 2].merge(deaths[["person_key", "died"]], on="person_key", how="left")
# After a death all of it is told of by the first check.
tell("dibao-and-tekun", both[~(both["died"] < both["month"])]["person_key"].unique())

# 5 paid twice for one month.
others = regular[regular["program"] != "dibao"]
twice = others.groupby(["person_key", "program", "month"]).size()
twice = twice[twice > 1].reset_index().merge(deaths[["person_key", "died"]], on="person_key", how="left")
tell("drawn-twice", twice[~(twice["died"] < twice["month"])]["person_key"].unique())

# 6 the certificate ended.
cards = of_subjects(read("disability_cards", ["person_key", "name", "valid_to", "status"])).dropna(subset=["valid_to"])
cards = cards.sort_values("valid_to").drop_duplicates("person_key", keep="last")
drawn = regular[regular["program"].isin(["disability_care", "disability_living"])].merge(cards[["person_key", "name", "valid_to"]], on=["person_key", "name"])
drawn = drawn[drawn["month"] > month_no(drawn["valid_to"])] if len(drawn) else drawn
drawn = drawn.merge(deaths[["person_key", "died"]], on="person_key", how="left")
tell("card-ended", drawn[~(drawn["died"] < drawn["month"])]["person_key"].unique())

# 7 one account for several people.
payees = regular[regular["account"].str.len() > 9][["account", "person_key"]].drop_duplicates()
tell("shared-account", payees[payees.groupby("account")["person_key"].transform("size") > 1]["person_key"].unique())

# 8 特困 with an employees' pension, or a job of their own: insured by an employer or on a public payroll.
pensions = of_subjects(read("pensions", ["person_key", "name", "payer", "amount", "from_month", "to_month"]))
pensions = pensions[~pensions["payer"].fillna("").str.contains("居民") & (pensions["amount"] > 0)]
jobs = pd.concat(
    [
        of_subjects(read("employee_insurance", ["person_key", "name", "unit", "kind", "from_month", "to_month"])).rename(columns={"kind": "post"}),
        of_subjects(read("payroll", ["person_key", "name", "unit", "identity", "from_month", "to_month"])).rename(columns={"identity": "post"}),
    ],
    ignore_index=True,
)
jobs = jobs[~(jobs["unit"] + jobs["post"].fillna("")).str.contains("灵活|个人|代理|人才|职业介绍|公益|居民")]
income = pd.concat([table[["person_key", "name", "from_month", "to_month"]] for table in (pensions, jobs)], ignore_index=True)
both = tekun.merge(income, on=["person_key", "name"])
both = both[(both["for_month"] >= both["from_month"]) & (both["for_month"] <= both["to_month"].fillna("9999-12"))]
tell("own-pension-or-job", both["person_key"].unique())

# 9 ids whose check digit is wrong, on every list of ours.
rosters = ["dibao_person", "tekun_person", "disability_subsidy", "orphans", "unattended_children", "left_behind"]
# A key beside a missing one would become a float, and two neighbours one person.
people = pd.concat([read(ledger, ["person_key", "citizen_id", "name"], dtype_backend="numpy_nullable") for ledger in rosters], ignore_index=True)
flagged = people[people["person_key"].isna() & people["citizen_id"].notna()]
tell("wrong-check-digit", flagged["name"])

# 10 one id under several names.
named = pd.concat([people[["person_key", "name"]], payments[["person_key", "name"]]]).dropna().drop_duplicates().groupby("person_key").size()
tell("one-id-several-names", named[named > 1].index)

print(
    json.dumps(
        {
            "seconds": time.perf_counter() - start,
            "cpuSeconds": time.process_time() - cpu_start,
            "peakMiB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            "people": found,
            "pandas": pd.__version__,
        }
    )
)

"""Speaks to Apache Spark for the program that started it: one JSON request a line on stdin, one JSON answer a line on stdout.

Requests name a session; sessions share the Spark application and see only their own relations. Whole numbers travel as
text (a person key does not fit a JSON number), dates as YYYY-MM-DD. Everything else that is printed goes to stderr.
"""

import datetime
import json
import os
import queue
import shutil
import sys
import threading

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql import functions as f  # noqa: E402
from pyspark.sql import types as t  # noqa: E402

TYPES = {"text": t.StringType(), "bigint": t.LongType(), "date": t.DateType(), "boolean": t.BooleanType()}
SQL_TYPES = {"text": "string", "bigint": "bigint", "date": "date", "boolean": "boolean"}
# Up to this many given rows are part of the statement itself.
INLINE_ROWS = 500

# While all attached files together weigh less, a run is planned for short statements whatever else is configured.
LIGHT_BYTES = 32 * 1024 * 1024

# For short statements over few rows compiling and re-planning cost more than they save.
LIGHT = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


def answer(message):
    answers.write(json.dumps(message, ensure_ascii=False) + "\n")
    answers.flush()


def start(settings):
    builder = SparkSession.builder.appName("doudi")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def schema_of(columns):
    return t.StructType([t.StructField(each["name"], TYPES[each["type"]]) for each in columns])


def type_of(field):
    if isinstance(field.dataType, (t.LongType, t.IntegerType, t.ShortType, t.ByteType)):
        return "bigint"
    if isinstance(field.dataType, t.DateType):
        return "date"
    if isinstance(field.dataType, t.BooleanType):
        return "boolean"
    return "text"


def literal(value, column_type):
    if value is None:
        return "null"
    if column_type == "bigint":
        return f"{int(value)}L"
    if column_type == "boolean":
        return "true" if value else "false"
    text = "'" + value.replace("'", "''") + "'"
    return f"date {text}" if column_type == "date" else text


def plain(value):
    if value is None or isinstance(value, (bool, str, float)):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    return str(value)


class Session:
    def __init__(self, root, is_small):
        self.spark = root.newSession()
        self.is_small = is_small
        self.attached_bytes = 0
        self.configured = {name: self.spark.conf.get(name, None) for name in LIGHT}
        for name, value in LIGHT.items():
            self.spark.conf.set(name, value)
        self.kept = {}

    def weigh(self, files):
        """Once the lists are no longer light, what Spark and its administrator configured holds again."""
        was_light = self.attached_bytes < LIGHT_BYTES
        self.attached_bytes += sum(os.path.getsize(file.removeprefix("file://")) for file in files)
        if not was_light or self.attached_bytes < LIGHT_BYTES:
            return
        for name, value in self.configured.items():
            if value is None:
                self.spark.conf.unset(name)
            else:
                self.spark.conf.set(name, value)

    def put(self, name, frame):
        frame.createOrReplaceTempView(name)

    def keep(self, name, frame):
        """Computes a relation once. What is small becomes a relation in the driver, else partitions that the executors hold."""
        if self.is_small:
            rows = frame._jdf.collectAsList()
            made = self.spark._jsparkSession.createDataFrame(rows, frame._jdf.schema())
            made.createOrReplaceTempView(name)
            return
        before = self.kept.pop(name, None)
        self.kept[name] = frame.localCheckpoint(eager=True)
        self.put(name, self.kept[name])
        if before is not None:
            before.unpersist()

    def load(self, name, columns, rows):
        if len(rows) <= INLINE_ROWS:
            typed = ", ".join(f"cast(`{each['name']}` as {SQL_TYPES[each['type']]}) as `{each['name']}`" for each in columns)
            names = ", ".join(f"`{each['name']}`" for each in columns)
            values = [", ".join(literal(value, column["type"]) for value, column in zip(row, columns)) for row in rows]
            given = ", ".join(f"({each})" for each in values) if values else "(" + ", ".join("null" for _ in columns) + ")"
            self.put(name, self.spark.sql(f"select {typed} from values {given} as given({names})" + ("" if values else " where false")))
            return
        # Text of a JSON array, read by the executors' JVM: no Python worker, no file to share.
        names = [each["name"] for each in columns]
        objects = [{n: v for n, v in zip(names, row) if v is not None} for row in rows]
        for each in objects:
            for column in columns:
                if column["type"] == "bigint" and column["name"] in each:
                    each[column["name"]] = int(each[column["name"]])
        parts = [json.dumps(objects[at : at + 5000], ensure_ascii=False) for at in range(0, len(objects), 5000)]
        frame = None
        for part in parts:
            read = self.spark.range(1).select(f.inline(f.from_json(f.lit(part), t.ArrayType(schema_of(columns)))))
            frame = read if frame is None else frame.unionAll(read)
        self.keep(name, frame)

    def attach(self, name, columns, files):
        if not files:
            self.load(name, columns, [])
            return
        self.weigh(files)
        # A column that a file lacks is null.
        self.put(name, self.spark.read.schema(schema_of(columns)).parquet(*files))

    def rows(self, sql):
        frame = self.spark.sql(sql)
        return {
            "columns": [{"name": each.name, "type": type_of(each)} for each in frame.schema.fields],
            "rows": [[plain(value) for value in row] for row in frame.collect()],
        }

    def columns_of(self, name):
        return [{"name": each.name, "type": type_of(each)} for each in self.spark.table(name).schema.fields]

    def close(self):
        for frame in self.kept.values():
            frame.unpersist()
        for table in self.spark.catalog.listTables():
            self.spark.catalog.dropTempView(table.name)


def work(spark, requests):
    sessions = {}
    while True:
        request = requests.get()
        if request is None:
            return
        session_id, op = request["session"], request["op"]
        try:
            spark.sparkContext.setJobGroup(session_id, op, interruptOnCancel=True)
            result = None
            if op == "open":
                sessions[session_id] = Session(spark, request["small"])
            elif op == "close":
                sessions.pop(session_id).close()
            else:
                session = sessions[session_id]
                if op == "load":
                    session.load(request["name"], request["columns"], request["rows"])
                elif op == "attach":
                    session.attach(request["name"], request["columns"], request["files"])
                elif op == "table":
                    session.keep(request["name"], session.spark.sql(request["sql"]))
                elif op == "view":
                    session.put(request["name"], session.spark.sql(request["sql"]))
                elif op == "columns":
                    result = session.columns_of(request["name"])
                elif op == "rows":
                    result = session.rows(request["sql"])
                else:
                    raise ValueError(f"unknown request {op}")
            answer({"id": request["id"], "result": result})
        except Exception as error:  # noqa: BLE001: whatever Spark says goes back to who asked
            answer({"id": request["id"], "error": str(error)})


def main():
    spark = start(json.loads(sys.argv[1]))
    answer({"id": 0, "result": {"version": spark.version, "master": spark.sparkContext.master}})
    requests = queue.Queue()
    worker = threading.Thread(target=work, args=(spark, requests), daemon=True)
    worker.start()
    for line in sys.stdin:
        request = json.loads(line)
        if request["op"] == "interrupt":
            spark.sparkContext.cancelJobGroup(request["session"])
        else:
            requests.put(request)
    requests.put(None)
    worker.join(timeout=5)
    spark.stop()
    # Who started this may be gone and leave the folder to it.
    shutil.rmtree(os.getcwd(), ignore_errors=True)


main()

"""The tables of a server: made by migrations, filled under the run's own names, asked without a way out."""

from pathlib import Path

import numpy as np
import pytest

from storage_model.runs.reading.query import QueryError
from storage_model.shared.address import Address
from storage_model.shared.ask import ask_shared
from storage_model.shared.connect import reached, revision_of
from storage_model.shared.fetch import fetch
from storage_model.shared.layouts import layout_of
from storage_model.shared.listed import list_shared
from storage_model.shared.migrate import make_ready, migrations, upgrade
from storage_model.shared.publish import publish
from storage_model.shared.schema import METADATA, REVISIONS, SCHEMA
from storage_model.shared.trouble import ServerError
from tests.made_runs import bytes_of, dispatch_of, made_run
from tests.postgres import Cluster


def test_migrations_make_what_the_program_works_with(office: Address) -> None:
    """Tables, columns, types, keys: nothing differs; every step of the folder is known, and can be taken back."""
    from alembic import command
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    steps = [step.revision for step in ScriptDirectory.from_config(migrations()).walk_revisions()]
    assert tuple(reversed(steps)) == REVISIONS
    options = {"include_schemas": True, "version_table_schema": SCHEMA, "compare_type": True}
    with reached(office) as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []
        config = migrations()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert revision_of(connection) is None
        upgrade(connection)
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []


def test_made_ready_twice_keeps_what_is_there(office: Address, tmp_path: Path) -> None:
    """`server init` on a database in use changes nothing."""
    publish(made_run(tmp_path / "kept", dispatch_of(1)), office)
    assert make_ready(office) == (REVISIONS[-1], REVISIONS[-1])
    assert ask_shared(office, "all", "SELECT name FROM runs", timeout_s=30).rows == (("kept",),)


def test_a_server_of_the_first_version_is_brought_up(cluster: Cluster, office: Address, tmp_path: Path) -> None:
    """A run published before kinds were kept is a run afterwards: listed, asked, fetched as before."""
    from alembic import command

    folder = made_run(tmp_path / "old", dispatch_of(1))
    sent = publish(folder, office)
    with reached(office) as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        connection.commit()
    told = "SELECT column_name FROM information_schema.columns WHERE table_name = 'runs' AND column_name = 'kind'"
    assert cluster.execute(str(office.url.database), told) == []
    with pytest.raises(ServerError, match="E455"):
        list(list_shared(office))
    assert make_ready(office) == ("0001", "0002")
    assert [str(one.folder) for one in list_shared(office)] == [sent.reference]
    assert publish(folder, office).already
    assert ask_shared(office, "all", "SELECT name, verdict FROM runs", timeout_s=30).rows == (("old", "pays"),)
    assert bytes_of(fetch(office, "old", tmp_path / "back")[0]) == bytes_of(folder)


def test_names_cut_to_the_same_stay_apart_over_all_runs(office: Address, tmp_path: Path) -> None:
    """Two runs whose columns PostgreSQL cuts to one name: each has its own over all of them, and its whole name."""
    long = "a_market_product_whose_name_somebody_made_very_very_long_indeed_"
    for unit, number in (("mw", 1.0), ("mwh", 2.0)):
        publish(made_run(tmp_path / unit, {f"{long}{unit}": np.array([number])}), office)
    found = ask_shared(office, "all", "SELECT * FROM dispatch ORDER BY run", timeout_s=30)
    assert found.columns == ("run", f"{long}mw", f"{long}mwh")
    assert [row[1:] for row in found.rows] == [(1.0, None), (None, 2.0)]


def test_odd_names_of_columns(office: Address, tmp_path: Path) -> None:
    """Quotes, per cent, Chinese, names of ours, names cut to the same: each column keeps its values."""
    long = "a_market_product_whose_name_somebody_made_very_very_long_indeed_"
    names = ['say "x"', "100%", "寿阳_mw", "run_id", "row_no", f"{long}mw", f"{long}mwh", "select", "Start"]
    table = {name: np.arange(3) + 10.0 * place for place, name in enumerate(names)}
    publish(made_run(tmp_path / "odd", table), office)
    found = ask_shared(office, "odd", "SELECT * FROM dispatch", timeout_s=30)
    assert found.columns == tuple(names)
    assert found.rows == tuple(zip(*(values.tolist() for values in table.values()), strict=True))
    asked = f'SELECT "say ""x""", "100%", {long}mw FROM dispatch WHERE "寿阳_mw" = 21'
    found = ask_shared(office, "odd", asked, timeout_s=30)
    assert found.columns == ('say "x"', "100%", f"{long}mw")
    assert found.rows == ((1.0, 11.0, 51.0),)


def test_a_table_postgresql_cannot_hold(tmp_path: Path) -> None:
    """A type without a counterpart, or too many columns: named before anything is sent."""
    import duckdb

    duckdb.sql("SELECT 1 AS fine, [1, 2] AS listed").write_parquet(str(tmp_path / "list.parquet"))
    with pytest.raises(ValueError, match=r"listed \(INTEGER\[\]\)"):
        layout_of(tmp_path / "list.parquet", "dispatch")
    many = ", ".join(f"{number} AS c{number}" for number in range(1_001))
    duckdb.sql(f"SELECT {many}").write_parquet(str(tmp_path / "many.parquet"))
    with pytest.raises(ValueError, match="1001 columns"):
        layout_of(tmp_path / "many.parquet", "dispatch")


# What must not work → a word of the refusal.
REFUSED = {
    "DELETE FROM dispatch": "one SELECT",
    "UPDATE storage_model.runs SET complete = true": "one SELECT",
    "DROP TABLE storage_model.runs": "one SELECT",
    "CREATE TABLE x AS SELECT 1": "one SELECT",
    "SELECT 1 INTO x": "one SELECT",
    "SELECT 1; DROP TABLE storage_model.runs": "one SELECT",
    "SELECT 1) AS asked; DROP TABLE storage_model.runs; SELECT * FROM (SELECT 1": "one SELECT",
    "WITH gone AS (DELETE FROM storage_model.files RETURNING 1) SELECT * FROM gone": "one SELECT",
    "COPY storage_model.runs TO PROGRAM 'touch {out}'": "one SELECT",
    "SET default_transaction_read_only = off": "one SELECT",
    "SELECT * FROM storage_model.runs FOR UPDATE": "read-only",
    "": "one SELECT",
    "SELECT nothing FROM annual": "nothing",
    "SELECT * FROM nowhere": "tables are dispatch",
    "SELECT * FROM pg_authid": "pg_catalog.pg_authid",
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM pg_shadow)": "pg_catalog.pg_authid",
    "SELECT * FROM pg_stat_activity": "pg_catalog.pg_authid",
    "SELECT 1 FROM annual) a, pg_class b, (SELECT 2": "pg_catalog.pg_class",
    "SELECT * FROM public.salaries": "schema public",
    "SELECT * FROM information_schema.tables": "information_schema",
    "SELECT pg_read_file('{secret}')": "pg_read_file",
    "SELECT * FROM pg_ls_dir('/')": "pg_ls_dir",
    "SELECT lo_import('{secret}')": "lo_import",
    "SELECT lo_export(1, '{out}')": "lo_export",
    "SELECT pg_sleep(1)": "pg_sleep",
    "SELECT pg_catalog.pg_sleep(1)": "pg_sleep",
    "SELECT pg_terminate_backend(1)": "pg_terminate_backend",
    'SELECT calendar_year AS "x\'", pg_sleep(0) AS "y\'" FROM annual': "pg_sleep",
    "SELECT calendar_year FROM annual ORDER BY pg_sleep(0)::text": "pg_sleep",
    "SELECT table_to_xml(('pub' || 'lic.salaries')::regclass, true, true, '')": "table_to_xml",
    "SELECT query_to_xml('SELECT * FROM pub' || 'lic.salaries', true, true, '')": "query_to_xml",
    "SELECT set_config('transaction_read_only', 'off', false)": "set_config",
    "SELECT current_setting('data_directory')": "current_setting",
    "SELECT public.leak()": "schema public",
    'SELECT "public" . leak()': "schema public",
    "SELECT PUBLIC/* /* */ */.leak()": "schema public",
    "SELECT public --\n.leak()": "schema public",
    'SELECT U&"\\0070ublic".leak()': "without U&",
    "SELECT leak()": "leak",
    "SELECT public.upper('x'::text, 1)": "schema public",
    "SELECT 1 OPERATOR(public.=) 1": "schema public",
    "SELECT count(*) FROM generate_series(1, 100000000000)": "no answer within",
}


@pytest.fixture(scope="module")
def guarded(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Address:
    """A database with a run, and with what is none of a question's business."""
    database = cluster.new_database()
    address = cluster.address(database)
    make_ready(address)
    publish(made_run(tmp_path_factory.mktemp("guarded") / "run", dispatch_of(1)), address)
    cluster.execute(
        database,
        "CREATE TABLE public.salaries AS SELECT 'hidden' AS name",
        "CREATE FUNCTION public.leak() RETURNS text IMMUTABLE LANGUAGE plpgsql "
        "AS 'BEGIN RETURN (SELECT name FROM public.salaries); END'",
        "CREATE FUNCTION public.upper(text, int) RETURNS text LANGUAGE plpgsql "
        "AS 'BEGIN RETURN (SELECT name FROM public.salaries); END'",
    )
    return address


@pytest.mark.reliability("attacks")
@pytest.mark.parametrize("sql", REFUSED)
def test_everything_but_a_question_is_refused(sql: str, guarded: Address, tmp_path: Path) -> None:
    """Even for who owns the database: nothing written, nothing else read, nobody kept waiting; the run stands."""
    out = tmp_path / "out"
    with pytest.raises(QueryError) as caught:
        ask_shared(guarded, "run", sql.format(out=out, secret=Path(__file__)), timeout_s=2.0)
    assert REFUSED[sql].lower() in str(caught.value).lower()
    assert "hidden" not in str(caught.value)
    assert not out.exists()
    found = ask_shared(guarded, "all", "SELECT count(*) FROM runs JOIN dispatch USING (run)", timeout_s=60)
    assert found.rows == ((35_040,),)


# Questions that look like the above and are none of it → their answer.
ANSWERED = {
    "SELECT 'pg_sleep(1); DROP TABLE x' AS words": "pg_sleep(1); DROP TABLE x",
    "SELECT 'it''s lo_export(' AS words -- a remark": "it's lo_export(",
    'SELECT count(*) AS "pg_ls_dir(" FROM annual;': 20,
    "SELECT sum(calendar_year)::numeric(20, 0) FROM annual": sum(range(2026, 2046)),
    "SELECT (extract(year FROM max(start)))::varchar(4) FROM dispatch": "2026",
    "SELECT max(n) FROM (SELECT row_number() OVER (ORDER BY start) AS n FROM dispatch) AS numbered": 35_040,
    "WITH a AS (SELECT count(*) AS n FROM dispatch) SELECT n FROM a": 35_040,
    "SELECT string_agg(DISTINCT project, ', ') FROM statements": "together, 寿阳 '站'",
    "SELECT 'public' AS words": "public",
    "SELECT to_char(min(start), 'YYYY-MM-DD') FROM dispatch": "2026-01-01",
}


@pytest.mark.parametrize("sql", ANSWERED)
def test_questions_are_answered(sql: str, guarded: Address) -> None:
    """Texts, remarks, lengths of types and names with brackets are not taken for calls."""
    assert ask_shared(guarded, "run", sql, timeout_s=60).rows == ((ANSWERED[sql],),)

"""SQL over a run's tables: answers, and nothing else on the machine within reach."""

from pathlib import Path

import pytest

from storage_model.runs.reading.folder import open_run
from storage_model.runs.reading.query import QueryError, ask
from tests.report_answers import small_answer
from tests.run_folders import written_run


def test_a_question_is_answered_from_the_tables() -> None:
    """Energy of the first year, summed by SQL, is the one of the answer; text comes back as text."""
    run = open_run(written_run())
    found = ask(run, "SELECT first(station_out_mwh ORDER BY calendar_year) AS mwh FROM annual")
    assert found.columns == ("mwh",)
    assert found.rows[0][0] == pytest.approx(float(small_answer().lifetime.out_mwh["station"][0]), rel=1e-12)
    assert ask(run, "SELECT DISTINCT project FROM statements ORDER BY 1").rows == (
        ("gas",),
        ("station",),
        ("together",),
    )
    assert ask(run, "WITH a AS (SELECT count(*) AS n FROM dispatch) SELECT n FROM a;").rows == ((8760,),)
    assert {row[0] for row in ask(run, "SHOW TABLES").rows} == {"annual", "dispatch", "statements", "streams"}


# What must not work → a word of the refusal.
REFUSED = {
    "COPY annual TO '{out}'": "one SELECT",
    "ATTACH '{out}'": "one SELECT",
    "INSTALL httpfs": "one SELECT",
    "LOAD httpfs": "one SELECT",
    "EXPORT DATABASE '{out}'": "one SELECT",
    "SET enable_external_access = true": "one SELECT",
    "PRAGMA database_list": "one SELECT",
    "CREATE TABLE x AS SELECT 1": "one SELECT",
    "DELETE FROM annual": "one SELECT",
    "DROP TABLE annual": "one SELECT",
    "SELECT 1; SELECT 2": "one SELECT",
    "SELECT 1; COPY annual TO '{out}'": "one SELECT",
    "": "one SELECT",
    "SELECT * FROM read_csv('{secret}')": "Permission",
    "SELECT * FROM read_text('{secret}')": "Permission",
    "SELECT * FROM read_blob('{secret}')": "Permission",
    "SELECT * FROM glob('{folder}/*')": "Permission",
    "SELECT * FROM sniff_csv('{secret}')": "Permission",
    "SELECT * FROM read_parquet('{parquet}')": "Permission",
    "SELECT * FROM '{secret}'": "Permission",
    "SELECT * FROM 'https://example.org/x.csv'": "",
    "SELECT * FROM REFUSED": "does not exist! Tables are annual, dispatch",
    "SELECT getenv('HOME')": "",
    "SELECT * FROM query('DELETE FROM annual')": "single SELECT",
    "SELEC 1": "syntax",
    "SELECT nothing FROM annual": "nothing",
}


@pytest.mark.reliability("attacks")
@pytest.mark.parametrize("sql", REFUSED)
def test_everything_else_is_refused(sql: str, tmp_path: Path) -> None:
    """Files, other databases, extensions, settings, Python variables, two statements: refused, nothing written."""
    secret, out = tmp_path / "secret.csv", tmp_path / "out"
    secret.write_text("a\nhidden\n", encoding="utf-8")
    parquet = written_run() / "annual.parquet"
    before = parquet.read_bytes()
    typed = sql.format(out=out, secret=secret, folder=tmp_path, parquet=parquet)
    with pytest.raises(QueryError) as caught:
        ask(open_run(written_run()), typed)
    assert REFUSED[sql].lower() in str(caught.value).lower()
    assert "hidden" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    assert parquet.read_bytes() == before


def test_settings_stay_locked_inside_a_select() -> None:
    """What a SELECT can see of the settings says that files are out of reach."""
    found = ask(open_run(written_run()), "SELECT current_setting('enable_external_access')")
    assert str(found.rows[0][0]).lower() == "false"

"""The parts of `./dev` that need neither network nor database."""

import errno
from pathlib import Path

import pytest

from tools.dev import odoo_source, process, shops, steps, testing
from tools.dev.arguments import parser
from tools.dev.databases import checked
from tools.dev.trouble import DISK_FULL, NO_NETWORK, Trouble, explain, known_cause


def test_a_step_is_done_for_its_own_key_only(tmp_path: Path) -> None:
    stamp, proof = tmp_path / "stamps" / "step", tmp_path
    assert not steps.is_done(stamp, ["a", 1], proof)
    steps.stamp_done(stamp, ["a", 1])
    assert steps.is_done(stamp, ["a", 1], proof)
    assert not steps.is_done(stamp, ["a", 2], proof)


def test_a_step_whose_result_vanished_is_not_done(tmp_path: Path) -> None:
    stamp = tmp_path / "step"
    steps.stamp_done(stamp, "key")
    assert not steps.is_done(stamp, "key", tmp_path / "gone")


def test_an_interrupted_step_leaves_no_stamp(tmp_path: Path) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        steps.once("title", tmp_path / "step", "key", tmp_path, interrupted)
    assert not (tmp_path / "step").exists()


def test_the_first_failure_of_jobs_side_by_side_is_raised() -> None:
    def fail() -> None:
        raise Trouble("no luck")

    with pytest.raises(Trouble, match="no luck"):
        steps.together(lambda: None, fail)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("Temporary failure resolving 'mirror.example'", NO_NETWORK),
        ("OSError: [Errno 28] No space left on device", DISK_FULL),
        ("something else", None),
    ],
)
def test_known_failures_have_a_sentence(output: str, sentence: str | None) -> None:
    assert known_cause(output) == sentence


def test_a_full_disk_and_a_foreign_folder_are_explained() -> None:
    assert explain(OSError(errno.ENOSPC, "x")) == DISK_FULL
    assert "belongs to somebody else" in explain(PermissionError(errno.EACCES, "x", "folder"))


def test_a_failing_program_shows_the_end_of_its_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "LOGS", tmp_path)
    with pytest.raises(Trouble, match="last words"):
        process.run(["sh", "-c", "echo last words; exit 3"], "log", cwd=tmp_path)


def test_foreign_settings_do_not_reach_our_programs() -> None:
    environ = {"PGHOST": "elsewhere", "ODOO_RC": "x", "PYTHONPATH": "y", "PIP_CERT": "kept"}
    assert process.clean(environ) == {"PIP_CERT": "kept"}


def test_only_odoo_19_is_accepted(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="holds no Odoo"):
        odoo_source.understand(tmp_path)
    release = tmp_path / "odoo" / "release.py"
    release.parent.mkdir()
    release.write_text("version_info = (18, 0, 0, FINAL, 0, '')\n")
    with pytest.raises(Trouble, match=r"not Odoo 19\.0"):
        odoo_source.understand(tmp_path)
    release.write_text("version_info = (19, 0, 0, FINAL, 0, '')\n")
    assert odoo_source.understand(release.parent) == odoo_source.Source(tmp_path, ())


def test_a_checkout_brings_its_addons(tmp_path: Path) -> None:
    (tmp_path / "odoo").mkdir()
    (tmp_path / "addons").mkdir()
    (tmp_path / "odoo-bin").touch()
    (tmp_path / "odoo" / "release.py").write_text("version_info = (19, 0, 0, FINAL, 0, '')\n")
    assert odoo_source.understand(tmp_path).addons == (tmp_path / "addons",)


def test_what_a_command_does_not_know_goes_to_the_program_behind_it() -> None:
    arguments, rest = parser().parse_known_args(["test", "--db", "mine", "-k", "stage", "-x"])
    assert (arguments.db, rest) == ("mine", ["-k", "stage", "-x"])


def test_paths_are_told_from_values_of_options() -> None:
    assert testing.paths(["-k", "tools", "-x"]) == []
    assert testing.paths(["tools/tests/test_dev.py::test_x"]) == ["tools/tests/test_dev.py::test_x"]


@pytest.mark.parametrize(
    ("file", "name"),
    [("Online Retail.xlsx", "online_retail"), ("2023-orders.csv.gz", "shop_2023_orders")],
)
def test_a_database_is_named_after_its_file(file: str, name: str) -> None:
    assert shops.named_after(Path(file)) == name


def test_names_that_need_quoting_are_refused() -> None:
    assert checked("demo_2") == "demo_2"
    with pytest.raises(Trouble, match="cannot name a database"):
        checked("demo; DROP")

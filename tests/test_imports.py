from importlinter.cli import lint_imports


def test_every_import_goes_the_way_that_the_architecture_allows(capsys):
    code = lint_imports(no_cache=True)
    assert code == 0, capsys.readouterr().out

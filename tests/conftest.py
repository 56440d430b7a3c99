"""What most tests share: the bundled project, read once."""

import os

import pytest
from hypothesis import settings
from places import AS_OF, ROOT

from toolkit.analysis import Analysis, analyse, compare_with
from toolkit.io.project import Project
from toolkit.library import Library
from toolkit.model import Parsed

collect_ignore = ["typing_api.py", "conftest.py", "browser/conftest.py"]  # for the type checker; no doctests

os.environ["CURMAP_LANG"] = "en"  # tests read English messages, whatever this computer speaks


settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("same")  # `make test` says the same of the same code; `make search` looks for new cases


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(ROOT)


@pytest.fixture(scope="session")
def library(project) -> Library:
    return project.library()


@pytest.fixture(scope="session")
def statistics(library) -> Parsed:
    """The document on state statistics interviews of 2020."""
    return library.parsed["V2000019833"]


@pytest.fixture(scope="session")
def analysis(project, library) -> Analysis:
    """The comparison of the bundled programme with its cards."""
    programme = project.programme("college-statistics")
    compared = compare_with(programme.targets, library.acts, library.parsed)
    return analyse(programme, compared, project.decisions("college-statistics"), as_of=AS_OF)

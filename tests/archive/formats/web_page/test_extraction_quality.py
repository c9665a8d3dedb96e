import pytest

from tests.bench.extraction import benchmark_pages, fundus_pages, read_ours, score, score_bodies


@pytest.mark.shared
def test_headlines_days_authors_and_stories_of_news_pages_are_right(shared_data):
    truths = fundus_pages(shared_data / "extraction")
    scores = score(truths, [read_ours(truth.page) for truth in truths])
    assert len(truths) == 116
    assert scores.headline >= 0.90
    assert scores.day >= 0.985
    assert scores.authors >= 0.91
    assert scores.body >= 0.945


@pytest.mark.shared
def test_stories_of_the_benchmark_are_whole_and_nothing_else(shared_data):
    truths = benchmark_pages(shared_data / "extraction")
    scores = score_bodies(truths, [read_ours(truth.page) for truth in truths])
    assert len(truths) == 181
    assert scores.f1 >= 0.960
    assert scores.precision >= 0.94
    assert scores.recall >= 0.975

"""Which server is asked next."""

from __future__ import annotations

from backend.adapters.directories.ldap.ranking import Health, Ranking


class Ticks:
    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_in_the_order_of_the_settings() -> None:
    assert Ranking(3, 15, Ticks()).order() == [0, 1, 2]


def test_who_failed_comes_last_until_the_pause_is_over() -> None:
    clock = Ticks()
    ranking = Ranking(3, 15, clock)
    assert ranking.failed(0)
    assert not ranking.failed(0), "the same failure is no news"
    assert ranking.order() == [1, 2, 0]
    clock.at += 15
    assert ranking.order() == [0, 1, 2]


def test_one_caller_tries_it_and_the_others_go_elsewhere() -> None:
    clock = Ticks()
    ranking = Ranking(2, 15, clock)
    ranking.failed(0)
    clock.at += 15
    ranking.trying(0)
    assert ranking.order() == [1, 0]
    assert ranking.works(0)
    assert not ranking.works(0)
    assert ranking.order() == [0, 1]


def test_who_refused_us_is_not_tried_even_when_no_other_is_left() -> None:
    clock = Ticks()
    ranking = Ranking(2, 15, clock)
    ranking.failed(0, Health.REFUSED)
    ranking.failed(1)
    assert ranking.order() == [1]
    clock.at += 59
    assert ranking.order() == [1]
    clock.at += 1
    assert ranking.order() == [0, 1]


def test_whether_another_is_thought_to_work() -> None:
    ranking = Ranking(2, 15, Ticks())
    assert ranking.others_work(0)
    ranking.failed(1)
    assert not ranking.others_work(0)
    assert not Ranking(1, 15, Ticks()).others_work(0)

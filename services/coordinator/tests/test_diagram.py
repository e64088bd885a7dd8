"""The drawn recipe is the recipe."""

import draw_recipe


def test_the_chart_shows_the_recipe_as_it_is() -> None:
    assert draw_recipe.PAGE.read_text() == draw_recipe.chart()

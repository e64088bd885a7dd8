"""The recipes of this release. A released version stays here for as long as sequences that were started on it may run."""

from coordinator.domain.recipe import Recipes
from coordinator.domain.recipes.film import FILM, FILM_1, FILM_2, FILM_3

RECIPES = Recipes(FILM_1, FILM_2, FILM_3, FILM)

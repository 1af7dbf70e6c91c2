"""Between the right password and the desk: whoever has set up a second factor is asked for it."""

from allauth.account.stages import LoginStage
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kantor.spine.access.factors import FACTOR_PAGE, FACTOR_STAGE, factors_of, is_strong
from kantor.spine.access.sessions import PROVED_BY


class FactorStage(LoginStage):  # type: ignore[misc]
    """A stage of allauth's: nobody is logged in before its view lets them go on."""

    key = FACTOR_STAGE
    urlname = FACTOR_PAGE

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """(where to go first, whether the way goes on)."""
        if is_strong(self.request.session.get(PROVED_BY, [])) or not factors_of(self.login.user.pk).any:
            return None, True
        return HttpResponseRedirect(reverse(FACTOR_PAGE)), True

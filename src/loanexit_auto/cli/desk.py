"""`loanexit-auto desk`: the cases as a local page, for people who dislike terminals."""

from __future__ import annotations

import json

from loanexit_auto.cli.casefile import AsJson, Cases, InLang, today_in_china
from loanexit_auto.cli.doctor import data_folder
from loanexit_auto.messages import Messages


def desk(cases: Cases = None, as_json: AsJson = False, lang: InLang = "zh") -> None:
    """在本机网页里看案卷、记联系、写信 / Your cases as a page on this computer only."""
    from loanexit_auto.casework.desk.server import serve
    from loanexit_auto.cli.vault import browser

    say = Messages(lang)

    def tell(url: str) -> None:
        told = json.dumps({"url": url}) if as_json else say("case.desk_open", url=url)
        print(told, flush=True)

    serve(cases or data_folder(), say, today_in_china, tell, browser)

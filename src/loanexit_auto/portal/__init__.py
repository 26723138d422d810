"""Mock portals: drawn stand-ins for a platform's web site, with a back end that keeps a ledger.

A portal is data (`fixtures/mock_portals/<id>/`); this package reads it and answers requests. It
opens no browser: whoever has one hands it requests and gives back the responses.
"""

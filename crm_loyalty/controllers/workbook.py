import logging
import os
from tempfile import TemporaryFile

from werkzeug.exceptions import Forbidden, NotFound
from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

from ..report.workbook.workbook import file_name, may_export, write_workbook

_logger = logging.getLogger(__name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class WorkbookController(http.Controller):
    """The download of the workbook."""

    @http.route("/crm_loyalty/workbook", type="http", auth="user", methods=["GET"], readonly=True)
    def download(self, selection=""):
        """Make the workbook of a selection and stream it from a temporary file.

        :param selection: id of a ``crm.loyalty.workbook.selection`` of the user's own
        """
        address = request.httprequest.remote_addr
        if not may_export(request.env):
            _logger.warning(
                "User %d may not export relationships; refused from %s", request.env.uid, address
            )
            raise Forbidden()
        selection = self._selection(selection)
        env, domain = selection._owner_env(), selection._parsed_domain()
        file = TemporaryFile()
        write_workbook(env, domain, file)
        _logger.info(
            "User %d exported relationships of companies %s as a workbook from %s. Domain: %.300s",
            *(env.uid, env.companies.ids, address, selection.domain),
        )
        return self._streamed(file, file_name(env))

    def _selection(self, selection):
        found = request.env["crm.loyalty.workbook.selection"]
        if selection.isdecimal():
            found = found.search([("id", "=", int(selection))])
        if not found:
            raise NotFound()
        return found

    def _streamed(self, file, name):
        """The response that sends a file from its beginning, and closes it."""
        headers = [
            ("Content-Type", XLSX),
            ("Content-Disposition", content_disposition(name)),
            ("Content-Length", file.seek(0, os.SEEK_END)),
            ("X-Content-Type-Options", "nosniff"),
        ]
        file.seek(0)
        response = request.make_response(wrap_file(request.httprequest.environ, file), headers)
        response.direct_passthrough = True
        return response

"""Connection to a mail server (SMTP), by the settings; its errors are one sentence each."""

import smtplib
import ssl
from collections.abc import Generator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path

from archive.errors import BusyError, UserError
from archive.settings import Settings
from archive.store.saved_searches import is_address

# A server that says nothing for so long is taken to be down.
_TIMEOUT_S = 30.0
_AGAIN = "nothing is lost, and the next run tries again"
STARTTLS, TLS, NO_TLS = "starttls", "tls", "none"
_ERRORS = (OSError, smtplib.SMTPException, ValueError)


class MailServer:
    """A connected mail server."""

    def __init__(self, connection: smtplib.SMTP, name: str) -> None:
        self._connection = connection
        self._name = name

    def send(self, message: EmailMessage) -> None:
        """Hand a message over; `BusyError` where the server does not take it."""
        try:
            self._connection.send_message(message)
        except _ERRORS as error:
            # The server forgets a message that it refused, and takes the next one.
            with suppress(*_ERRORS):
                self._connection.rset()
            raise BusyError(
                f"{self._name}: it did not take the mail to {message['To']} ({_said(error)}): "
                f"{_AGAIN}"
            ) from error


@contextmanager
def mail_server(settings: Settings) -> Generator[MailServer]:
    """Connect and log in; raises `UserError` for settings, `BusyError` for a server that fails."""
    check_mail_settings(settings)
    name = f"the mail server {settings.smtp_host}:{settings.smtp_port}"
    password = _password(settings)
    try:
        connection = _connected(settings)
    except _ERRORS as error:
        raise BusyError(f"{name}: it cannot be reached ({_said(error)}): {_AGAIN}") from error
    try:
        try:
            if settings.smtp_user:
                connection.login(settings.smtp_user, password)
        except _ERRORS as error:
            raise BusyError(
                f"{name}: it does not let {settings.smtp_user} in ({_said(error)}): {_AGAIN}"
            ) from error
        yield MailServer(connection, name)
    finally:
        with suppress(*_ERRORS):
            connection.quit()
        connection.close()


def check_mail_settings(settings: Settings) -> None:
    """Raise `UserError` for settings that no mail can be sent by."""
    if not settings.smtp_host:
        raise UserError(
            "no mail server is set: set BACKFILE_SMTP_HOST, or write the digests with --output DIR"
        )
    if not is_address(settings.smtp_from):
        raise UserError(
            "BACKFILE_SMTP_FROM: it is no mail address: set it to the one that digests are from"
        )
    if settings.smtp_tls not in {STARTTLS, TLS, NO_TLS}:
        raise UserError(f"BACKFILE_SMTP_TLS: set it to {STARTTLS}, {TLS} or {NO_TLS}")


def _connected(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    if settings.smtp_tls == TLS:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT_S, context=context)
    connection = smtplib.SMTP(host, port, timeout=_TIMEOUT_S)
    try:
        if settings.smtp_tls == STARTTLS:
            connection.starttls(context=ssl.create_default_context())
    except BaseException:
        connection.close()
        raise
    return connection


def _password(settings: Settings) -> str:
    if not settings.smtp_password_file:
        return ""
    try:
        return Path(settings.smtp_password_file).read_text("utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"BACKFILE_SMTP_PASSWORD_FILE: {settings.smtp_password_file} cannot be read: "
            "check its name and who may read it"
        ) from error


def _said(error: Exception) -> str:
    """What a server or the system said, on one short line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        code, said = "", getattr(error, "strerror", None) or str(error) or type(error).__name__
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else str(said)
    line = " ".join(f"{code} {text}".split())
    return "".join(each for each in line if each.isprintable())[:200]

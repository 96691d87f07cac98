"""A mail server for tests: aiosmtpd on a free port of 127.0.0.1.

mail_server.py DIRECTORY [USER PASSWORD]

Writes the port to DIRECTORY/port and each mail that it has accepted as a line of JSON to DIRECTORY/mails. What it does with a mail
depends on the part of the recipient before the @: refused and later at RCPT, full, slow, silent and dropped at the end of the mail.
"""

import asyncio
import json
import os
import sys

from aiosmtpd.smtp import SMTP, AuthResult

directory = sys.argv[1]
login = tuple(word.encode() for word in sys.argv[2:4])


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "refused":
            return "550 5.1.1 No such user"
        if name == "later":
            return "451 4.7.1 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name == "full":
            return "552 5.2.2 Mailbox full"
        if name == "slow":
            await asyncio.sleep(1.5)
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "content": envelope.original_content.decode("utf-8"),
            "user": session.auth_data and session.auth_data.login.decode(),
        }
        with open(os.path.join(directory, "mails"), "a") as file:
            file.write(json.dumps(mail) + "\n")
        if name == "silent":
            await asyncio.sleep(3600)
        if name == "dropped":
            server.transport.abort()
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == login, handled=False, auth_data=data)


def make():
    if login:
        return SMTP(Handler(), authenticator=authenticate, auth_required=True, auth_require_tls=False)
    return SMTP(Handler())


async def main():
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    path = os.path.join(directory, "port")
    with open(path + ".new", "w") as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    os.rename(path + ".new", path)
    await server.serve_forever()


asyncio.run(main())

"""A local Bot API server for the end-to-end tests and the benchmarks.

`server.BotApi` is the server, `person.Person` and `group.Group` script what people do,
`faults.Faults` what goes wrong, `load.run` a crowd; `thread.in_thread` runs it beside a benchmark
and `python -m tests.botapi` by hand.
"""

from tests.botapi.calls import Call, Violation
from tests.botapi.chats import Chat, Message
from tests.botapi.group import Group
from tests.botapi.person import Person
from tests.botapi.server import TOKEN, BotApi
from tests.botapi.world import Query

__all__ = ["TOKEN", "BotApi", "Call", "Chat", "Group", "Message", "Person", "Query", "Violation"]

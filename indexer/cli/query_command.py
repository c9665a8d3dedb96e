"""Commands whose argument is a query: one that begins with a minus is no option."""

from collections.abc import Sequence

import click

_END_OF_OPTIONS = "--"


class QueryCommand(click.Command):
    """Command with a query among its arguments.

    Of what begins with one minus only the command's own short options are options, and single
    letters and names of long options, which are refused as misspelled. All else is text:
    `-date:*`, `-"ice storm"`.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, those that are text last."""
        given, behind = _parted(args)
        takes_value = {
            name
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and not (param.is_flag or param.count)
            for name in param.opts
        }
        options: list[str] = []
        texts: list[str] = []
        rest = iter(given)
        for each in rest:
            is_text = each.startswith("-") and not self._is_option(ctx, each)
            (texts if is_text else options).append(each)
            if each in takes_value:
                value = next(rest, None)
                if value is None:
                    # Refused as it stands: nothing may follow that could be its value.
                    return super().parse_args(ctx, options)
                options.append(value)
        return super().parse_args(ctx, [*options, _END_OF_OPTIONS, *texts, *behind])

    def _is_option(self, ctx: click.Context, argument: str) -> bool:
        """Whether an argument that begins with a minus is an option, known or misspelled."""
        known = {name for param in self.get_params(ctx) for name in param.opts}
        is_letter = len(argument) == 2 and argument[1].isascii()
        if argument in known or argument.startswith("--") or is_letter or argument == "-":
            return True
        if f"-{argument.partition('=')[0]}" in known:
            raise click.NoSuchOption(argument, possibilities=[f"-{argument}"], ctx=ctx)
        return False


def _parted(args: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The arguments before the end of options, and those behind it."""
    if _END_OF_OPTIONS not in args:
        return args, ()
    end = args.index(_END_OF_OPTIONS)
    return args[:end], args[end + 1 :]

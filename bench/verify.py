"""Whether everything still agrees after the load: `sekoci verify`, which the orders of pgbench's function must satisfy, too."""


def verify() -> str:
    """`clean`, with how much was looked at; or `not clean`, with the first rows that are off."""
    from sekoci.operations.verify import verify as look

    report = look()
    if report.is_clean:
        return f"clean: {sum(check.counted for check in report.checks):,} things verified in {report.seconds} s"
    wrong = [f"{check.what}: {', '.join(check.wrong[:3])}" for check in report.checks if check.wrong]
    return "not clean: " + "; ".join(wrong)

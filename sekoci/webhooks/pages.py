"""What other modules' pages show of ours."""

from sekoci.webhooks.names import STATES as STATES

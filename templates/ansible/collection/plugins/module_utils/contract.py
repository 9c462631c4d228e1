# Copyright: phoenix-setup contributors
# SPDX-License-Identifier: MIT
"""What set-up scripts and their readers agree on, as phoenix-setup has it."""

from __future__ import annotations

@@CONTRACT@@

#!/usr/bin/env node
import "/tmp/notes/quick.ts";

/** The log over HTTP: C2SP tlog-tiles. */
@NullMarked
package dev.countersign.service.ledger.web;

import org.jspecify.annotations.NullMarked;

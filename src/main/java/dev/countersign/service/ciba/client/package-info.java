/** Messages to clients' notification endpoints. */
@NullMarked
package dev.countersign.service.ciba.client;

import org.jspecify.annotations.NullMarked;

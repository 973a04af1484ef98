/** Customers at their own pages, with the wallet that we ship. */
@NullMarked
package dev.countersign.service.portal;

import org.jspecify.annotations.NullMarked;

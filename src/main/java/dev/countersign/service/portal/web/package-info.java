/** The customer's pages: {@code /portal/} and what they ask for at {@code /portal/v1/}. */
@NullMarked
package dev.countersign.service.portal.web;

import org.jspecify.annotations.NullMarked;

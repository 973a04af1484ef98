/** The pages, in a browser. */
@NullMarked
package dev.countersign.service.portal.web;

import org.jspecify.annotations.NullMarked;

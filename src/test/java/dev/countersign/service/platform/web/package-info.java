/** What every HTTP face of the service shares. */
@NullMarked
package dev.countersign.service.platform.web;

import org.jspecify.annotations.NullMarked;

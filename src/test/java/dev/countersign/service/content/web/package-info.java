/** Tests of what content's web layer reads. */
@NullMarked
package dev.countersign.service.content.web;

import org.jspecify.annotations.NullMarked;

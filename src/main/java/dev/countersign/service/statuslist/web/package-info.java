/** Status lists over HTTP, for anybody. */
@NullMarked
package dev.countersign.service.statuslist.web;

import org.jspecify.annotations.NullMarked;

package dev.countersign.protocol.dcql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.protocol.MalformedInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claims path pointer (OpenID4VP 1.0 section 7): which values inside a credential are meant.
 *
 * <p>A path names claims, never their values; it may be logged.
 *
 * @param components from the root to the claim; 1 to {@value #MAX_COMPONENTS}
 */
public record ClaimPath(List<Component> components) {
    /** Deepest path that is read; no JSON that we read is nested deeper. */
    public static final int MAX_COMPONENTS = 32;

    /** One step of a path. */
    public sealed interface Component {}

    /** The member of an object. */
    public record Member(String name) implements Component {}

    /**
     * One element of an array.
     *
     * @param position zero-based
     */
    public record Element(int position) implements Component {
        public Element {
            if (position < 0) {
                throw new IllegalArgumentException("position: " + position + " (expected: >= 0)");
            }
        }
    }

    /** Every element of an array; {@code null} on the wire. */
    public record EveryElement() implements Component {}

    private static final EveryElement EVERY_ELEMENT = new EveryElement();

    public ClaimPath {
        components = List.copyOf(components);
        if (components.isEmpty() || components.size() > MAX_COMPONENTS) {
            throw new IllegalArgumentException(
                    "path length: " + components.size() + " (expected: 1 to " + MAX_COMPONENTS + ")");
        }
    }

    /**
     * Reads the JSON array of a path.
     *
     * @throws MalformedInputException when it is not a non-empty array of strings, nulls and non-negative integers
     */
    public static ClaimPath parse(JsonNode json) {
        if (!(json instanceof ArrayNode array) || array.isEmpty() || array.size() > MAX_COMPONENTS) {
            throw new MalformedInputException(
                    "OpenID4VP 1.0 7: path (expected: array of 1 to " + MAX_COMPONENTS + " components)");
        }
        List<Component> components = new ArrayList<>(array.size());
        for (JsonNode component : array) {
            components.add(component(component));
        }
        return new ClaimPath(components);
    }

    private static Component component(JsonNode json) {
        if (json.isTextual()) {
            return new Member(json.textValue());
        }
        if (json.isNull()) {
            return EVERY_ELEMENT;
        }
        if (json.isIntegralNumber() && json.canConvertToInt() && json.intValue() >= 0) {
            return new Element(json.intValue());
        }
        throw new MalformedInputException(
                "OpenID4VP 1.0 7: path component (expected: string, null or non-negative integer)");
    }

    /** Returns a path of constants: a {@code String} is a member, an {@code Integer} an element, null every element. */
    public static ClaimPath of(@Nullable Object... components) {
        List<Component> parsed = new ArrayList<>(components.length);
        for (Object component : components) {
            if (component instanceof String name) {
                parsed.add(new Member(name));
            } else if (component instanceof Integer position) {
                parsed.add(new Element(position));
            } else if (component == null) {
                parsed.add(EVERY_ELEMENT);
            } else {
                throw new IllegalArgumentException("component (expected: String, Integer or null)");
            }
        }
        return new ClaimPath(parsed);
    }

    /** Returns the path as it stands in JSON. */
    public ArrayNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(components.size());
        for (Component component : components) {
            if (component instanceof Member member) {
                array.add(member.name());
            } else if (component instanceof Element element) {
                array.add(element.position());
            } else {
                array.addNull();
            }
        }
        return array;
    }

    /**
     * Returns the values that this path selects, in document order; empty where the standard ends in an error: nothing
     * selected, or a component that does not fit the value it meets (section 7.1).
     *
     * <p>The values are those of the tree, not copies.
     */
    public List<JsonNode> select(JsonNode root) {
        List<JsonNode> selected = List.of(root);
        for (Component component : components) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode value : selected) {
                if (!step(component, value, next)) {
                    return List.of();
                }
            }
            // 7.1 step 3: an empty selection aborts.
            if (next.isEmpty()) {
                return List.of();
            }
            selected = next;
        }
        return selected;
    }

    /** Takes one step from one value. Returns false when the kind of value does not fit, which aborts the whole. */
    private static boolean step(Component component, JsonNode value, List<JsonNode> next) {
        if (component instanceof Member member) {
            // 7.1 step 2.1: not an object: abort; no such member: the element drops out.
            if (!value.isObject()) {
                return false;
            }
            JsonNode found = value.get(member.name());
            if (found != null) {
                next.add(found);
            }
            return true;
        }
        if (!value.isArray()) {
            return false;
        }
        if (component instanceof Element element) {
            // 7.1 step 2.3: outside the array: the element drops out.
            JsonNode found = value.get(element.position());
            if (found != null) {
                next.add(found);
            }
        } else {
            // 7.1 step 2.2
            value.forEach(next::add);
        }
        return true;
    }

    /**
     * Returns whether one of the two paths leads through or to what the other names: the claim itself, something around
     * it or something inside it. {@code null} meets every element.
     *
     * <p>A selectively disclosable value is needed for a claim exactly when their paths touch: the values around it
     * carry its digest, the values inside it belong to it.
     */
    public boolean touches(ClaimPath other) {
        int common = Math.min(components.size(), other.components.size());
        for (int i = 0; i < common; i++) {
            if (!meets(components.get(i), other.components.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether {@code other} names this claim or something inside it. {@code null} here covers every element. */
    public boolean covers(ClaimPath other) {
        if (components.size() > other.components.size()) {
            return false;
        }
        for (int i = 0; i < components.size(); i++) {
            Component mine = components.get(i);
            Component theirs = other.components.get(i);
            boolean every = mine instanceof EveryElement && theirs instanceof Element;
            if (!every && !mine.equals(theirs)) {
                return false;
            }
        }
        return true;
    }

    static boolean meets(Component a, Component b) {
        if (a instanceof Member || b instanceof Member) {
            return a.equals(b);
        }
        return a instanceof EveryElement || b instanceof EveryElement || a.equals(b);
    }

    /** Returns the path of a member of what this path names. */
    public ClaimPath member(String name) {
        return append(new Member(name));
    }

    /** Returns the path of an element of what this path names. */
    public ClaimPath element(int position) {
        return append(new Element(position));
    }

    private ClaimPath append(Component last) {
        List<Component> longer = new ArrayList<>(components.size() + 1);
        longer.addAll(components);
        longer.add(last);
        return new ClaimPath(longer);
    }

    @Override
    public String toString() {
        return toJson().toString();
    }
}

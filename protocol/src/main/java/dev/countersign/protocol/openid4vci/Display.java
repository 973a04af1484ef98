package dev.countersign.protocol.openid4vci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.JsonMembers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How something is shown in one language (section 12.2.4, {@code display}).
 *
 * @param locale BCP 47 tag
 */
public record Display(
        Optional<String> name,
        Optional<String> locale,
        Optional<URI> logo,
        Optional<String> backgroundColor,
        Optional<String> textColor) {

    /** Makes one that is only a name in a language. */
    public static Display of(String name, String locale) {
        return new Display(
                Optional.of(name), Optional.of(locale), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static List<Display> parseAll(JsonMembers owner) {
        List<Display> all = new ArrayList<>();
        if (owner.has("display")) {
            for (JsonMembers members : owner.objects("display")) {
                all.add(new Display(
                        members.optionalText("name"),
                        members.optionalText("locale"),
                        members.optionalObject("logo").flatMap(logo -> logo.optionalUri("uri")),
                        members.optionalText("background_color"),
                        members.optionalText("text_color")));
            }
        }
        return all;
    }

    static void putAll(ObjectNode owner, List<Display> all) {
        if (all.isEmpty()) {
            return;
        }
        ArrayNode array = owner.putArray("display");
        for (Display display : all) {
            ObjectNode json = array.addObject();
            display.name.ifPresent(text -> json.put("name", text));
            display.locale.ifPresent(tag -> json.put("locale", tag));
            display.logo.ifPresent(uri -> json.putObject("logo").put("uri", uri.toString()));
            display.backgroundColor.ifPresent(color -> json.put("background_color", color));
            display.textColor.ifPresent(color -> json.put("text_color", color));
        }
    }
}

package dev.countersign.service.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the uploader says of a content. May be personal (a file's name often is): kept sealed.
 *
 * @param mediaType as in RFC 9110 8.3.1, at most 127 characters
 * @param name of the file, at most 255 characters
 */
public record ContentDescription(String mediaType, Optional<String> name) {
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9!#$&^_.+-]{1,63}/[a-z0-9!#$&^_.+-]{1,63}(;[ a-zA-Z0-9!#$&^_.+=\"-]{1,60})?");
    private static final int MOST_TYPE_CHARS = 127;
    private static final int MOST_NAME_CHARS = 255;

    public ContentDescription {
        if (mediaType.length() > MOST_TYPE_CHARS
                || !MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new IllegalArgumentException("media_type: not one (expected: such as audio/ogg)");
        }
        if (name.filter(ContentDescription::notAName).isPresent()) {
            throw new IllegalArgumentException("name: (expected: 1 to 255 characters, none of control)");
        }
    }

    private static boolean notAName(String name) {
        return name.isBlank() || name.length() > MOST_NAME_CHARS || name.chars().anyMatch(Character::isISOControl);
    }

    byte[] toJson() {
        ObjectNode json = Json.object().put("media_type", mediaType);
        name.ifPresent(text -> json.put("name", text));
        return Json.print(json);
    }

    static ContentDescription parse(byte[] json) {
        ObjectNode read = Json.parseObject(json);
        return new ContentDescription(
                read.path("media_type").asText(),
                Optional.ofNullable(read.get("name")).map(name -> name.asText()));
    }

    @Override
    public String toString() {
        return "ContentDescription[" + mediaType + "]";
    }
}

package dev.countersign.service.presentation.web;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.openid4vp.FormParameters;
import dev.countersign.service.platform.OAuthProblem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a posted form: form encoding and nothing else, bounded, refused in OAuth form. */
final class FormBody {
    private FormBody() {}

    static FormParameters read(@Nullable String contentType, byte @Nullable [] received, int maxBytes) {
        byte[] body = received == null ? new byte[0] : received;
        if (!isForm(contentType)) {
            throw new OAuthProblem(
                    415, "invalid_request", "Content type (expected: " + FormParameters.MEDIA_TYPE + ")");
        }
        if (body.length > maxBytes) {
            throw new OAuthProblem(
                    413, "invalid_request", "Body: " + body.length + " bytes (expected: <= " + maxBytes + ")");
        }
        try {
            return FormParameters.parse(new String(body, StandardCharsets.UTF_8));
        } catch (MalformedInputException e) {
            throw new OAuthProblem(400, "invalid_request", String.valueOf(e.getMessage()));
        }
    }

    private static boolean isForm(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.trim().equalsIgnoreCase(FormParameters.MEDIA_TYPE);
    }
}

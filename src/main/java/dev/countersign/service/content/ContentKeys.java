package dev.countersign.service.content;

import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * The key of each interaction, wrapped by its owner's key: once as it is, and once for each role that may read, below the
 * role's own key. So a role without its key reads nothing, and nobody reads anything once the owner's key is gone.
 */
@ApplicationScoped
class ContentKeys {
    private static final String PURPOSE = "content.key:";
    private static final String OWNER = "";

    private final PersonalData personalData;
    private final KeyWraps wraps;
    private final ContentPolicy policy;

    ContentKeys(PersonalData personalData, KeyWraps wraps, ContentPolicy policy) {
        this.personalData = personalData;
        this.wraps = wraps;
        this.policy = policy;
    }

    /** Makes the key of an interaction, when there is none yet. */
    @Transactional
    public void prepare(InteractionId interaction, String owner) {
        wraps.lock(interaction);
        if (wraps.find(interaction, OWNER).isPresent()) {
            return;
        }
        String purpose = PURPOSE + interaction;
        byte[] key = ContentCipher.newKey();
        wraps.add(interaction, owner, OWNER, personalData.seal(owner, purpose, key));
        for (String role : policy.readerRoles()) {
            byte[] forRole = personalData.seal(keyOf(role), purpose, key);
            wraps.add(interaction, owner, role, personalData.seal(owner, purpose, forRole));
        }
    }

    /**
     * Returns the cipher for what comes in.
     *
     * @throws Problem not-found once it is erased
     */
    @Transactional
    public ContentCipher forWriting(Content content) {
        return ContentCipher.of(unwrapped(content, OWNER)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "The content was erased.")));
    }

    /**
     * Returns the cipher for a reader in this role.
     *
     * @throws Problem forbidden when the interaction's key was not wrapped for the role; not-found once it is erased
     */
    @Transactional
    public ContentCipher forReading(Content content, String role) {
        byte[] forRole = unwrapped(content, role)
                .orElseThrow(() -> new Problem(
                        ProblemType.FORBIDDEN,
                        "This role could not read content when the interaction's key was made."));
        try {
            return ContentCipher.of(personalData.open(keyOf(role), PURPOSE + content.interaction(), forRole));
        } catch (ErasedDataException e) {
            throw new Problem(ProblemType.FORBIDDEN, "The key of this role was destroyed.");
        }
    }

    private Optional<byte[]> unwrapped(Content content, String reader) {
        try {
            return wraps.find(content.interaction(), reader)
                    .map(wrapped -> personalData.open(content.owner(), PURPOSE + content.interaction(), wrapped));
        } catch (ErasedDataException e) {
            throw new Problem(ProblemType.NOT_FOUND, "The content was erased.");
        }
    }

    private static String keyOf(String role) {
        return "role:" + role;
    }
}

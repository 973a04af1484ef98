package dev.countersign.service.content;

import dev.countersign.service.platform.ErasedDataException;
import dev.countersign.service.platform.PersonalData;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Seals and opens what is said of a content, under the key of its owner; in the caller's transaction. */
@ApplicationScoped
class SealedContents {
    private static final String DESCRIPTION = "content.description:";
    private static final String PROGRESS = "content.progress:";

    private final PersonalData personalData;
    private final Contents contents;

    SealedContents(PersonalData personalData, Contents contents) {
        this.personalData = personalData;
        this.contents = contents;
    }

    void add(Content content, ContentDescription description) {
        contents.add(
                content,
                new Contents.Sealed(
                        personalData.seal(content.owner(), DESCRIPTION + content.id(), description.toJson()),
                        seal(content, Progress.none())));
    }

    byte[] seal(Content content, Progress progress) {
        return personalData.seal(content.owner(), PROGRESS + content.id(), progress.toJson());
    }

    /** Returns what the uploader said; empty once it is erased. */
    Optional<ContentDescription> description(Content content) {
        try {
            return contents.sealed(content.id())
                    .map(kept -> personalData.open(content.owner(), DESCRIPTION + content.id(), kept.description()))
                    .map(ContentDescription::parse);
        } catch (ErasedDataException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns what has come in.
     *
     * @throws Problem not-found once it is erased
     */
    Progress progress(Content content) {
        try {
            return contents.sealed(content.id())
                    .map(kept -> personalData.open(content.owner(), PROGRESS + content.id(), kept.progress()))
                    .map(Progress::parse)
                    .orElseThrow(ErasedDataException::new);
        } catch (ErasedDataException e) {
            throw new Problem(ProblemType.NOT_FOUND, "The content was erased.");
        }
    }
}

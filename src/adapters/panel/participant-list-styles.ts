import { css } from 'lit'

export const participantListStyles = css`
  .participants {
    container-type: inline-size;
    border: 1px solid var(--line);
    border-radius: 8px;
  }

  .participants li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 4px 12px;
    align-items: center;
    min-height: 45px;
    padding: 6px 6px 6px 12px;
  }

  .participants li + li {
    border-top: 1px solid var(--line);
  }

  .participants .row {
    justify-content: end;
  }

  .who {
    display: flex;
    flex-wrap: wrap;
    column-gap: 6px;
  }

  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  @container (width < 34rem) {
    .participants li {
      grid-template-columns: minmax(0, 1fr);
      padding-block: 8px;
    }

    .participants .row {
      justify-content: start;
    }
  }
`

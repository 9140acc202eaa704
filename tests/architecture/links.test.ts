import { findDeadLinks } from './links.js';
import { repositoryFiles } from './sources.js';

describe('linking the documents', () => {
  it('leads somewhere everywhere', () => expect(findDeadLinks(repositoryFiles())).toEqual([]));
  it('is found broken when a target is gone', () => {
    const page = { path: 'docs/guide.md', text: '[a](reference/events.md#x) [b](../libs) [c](https://example.org) [d](gone.md)' };
    const others = [{ path: 'docs/reference/events.md', text: '' }, { path: 'libs/kernel/event.ts', text: '' }];
    expect(findDeadLinks([page, ...others])).toEqual(['docs/guide.md: links to gone.md, which is not there']);
  });
});

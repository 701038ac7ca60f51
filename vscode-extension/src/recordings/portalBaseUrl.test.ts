import { portalBaseUrl } from './portalBaseUrl';

describe('portalBaseUrl', () => {
  it.each([
    ['http://localhost:7007', 'http://localhost:7007/api/countersign'],
    ['https://portal.example/', 'https://portal.example/api/countersign'],
    ['https://example.org/backstage', 'https://example.org/backstage/api/countersign'],
    ['http://localhost:7007/api/countersign/', 'http://localhost:7007/api/countersign'],
  ])('reads %s', (address, base) => {
    expect(portalBaseUrl(address)).toBe(base);
  });

  it.each(['', 'portal.example', 'file:///etc/passwd', 'javascript:alert(1)'])(
    'refuses "%s"',
    address => {
      expect(portalBaseUrl(address)).toBeUndefined();
    },
  );
});
